/** Noon of some day, and minutes after it. Far from the real clock, which no store should look at. */
export const at = (minutes: number): Date => new Date(Date.UTC(2026, 4, 1, 12, minutes));

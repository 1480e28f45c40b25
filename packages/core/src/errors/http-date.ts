/**
 * The instant that a header of HTTP's names, in any of RFC 9110's three forms (section 5.6.7); `undefined` where it names none. `Date.parse`
 * alone takes much else for a date. Pure.
 */
export function httpDate(header: string | number | undefined): Date | undefined {
  const text = String(header ?? "").trim();
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text)) return undefined;
  // The oldest form names no zone, and means the same one.
  const date = new Date(text.endsWith(" GMT") ? text : `${text} GMT`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

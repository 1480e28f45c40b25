export type { ReviewMetricsOptions } from "./counted-reviews.ts";
export {
  cycleTime,
  type ReviewMetrics,
  reviewMetrics,
  reviewRounds,
  timeToFirstApproval,
  timeToFirstReview,
} from "./review-metrics.ts";

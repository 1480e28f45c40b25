/** The result of a REST route, without the common headers. */
export interface RestResult {
  readonly status: number;
  readonly body: unknown;
  /** Value of the `Link` header. */
  readonly link?: string;
  /** Value of the `Location` header. */
  readonly location?: string;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

const DOCUMENTATION = "https://docs.github.com/rest";

/** An error in GitHub's form. Source: "Troubleshooting the REST API". */
export function restError(status: number, message: string, documentation = ""): RestResult {
  const documentation_url = `${DOCUMENTATION}${documentation}`;
  return { status, body: { message, documentation_url, status: String(status) } };
}

/** The refusal of a value that a parameter can't have. */
export function invalidParameter(
  resource: string,
  field: string,
  documentation: string,
): RestResult {
  const { status, body } = restError(422, "Validation Failed", documentation);
  return { status, body: { ...(body as object), errors: [{ resource, field, code: "invalid" }] } };
}

/** What doesn't exist, or isn't to be seen. */
export function notFound(): RestResult {
  return restError(404, "Not Found");
}

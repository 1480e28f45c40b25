/** The version that is served, which is also the default. Source: "API versions". */
export const API_VERSION = "2022-11-28";

/** Headers with which GitHub announces the end of this version. */
export const DEPRECATION_HEADERS: Readonly<Record<string, string>> = {
  deprecation: "Tue, 10 Mar 2026 00:00:00 GMT",
  sunset: "Fri, 10 Mar 2028 00:00:00 GMT",
  "x-github-api-version-selected": API_VERSION,
};

/** The `Link` that comes with them, alone or after those of paging. */
export const DEPRECATION_LINK =
  '<https://docs.github.com/rest/about-the-rest-api/api-versions>; rel="deprecation"; type="text/html"';

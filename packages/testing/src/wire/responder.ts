import type { Knobs } from "../fake-github-options.ts";
import type { Answer } from "./answer.ts";
import type { WireResponse } from "./wire-message.ts";

/** Puts on an answer what every answer carries; `keep` is the part of the body that comes. */
export type Respond = (answer: Answer, at: Date, keep: number | undefined) => WireResponse;

/** Creates what gives answers their `Date`, their request id and, if told to, a broken end. */
export function createResponder({ dateSkewMs }: Pick<Knobs, "dateSkewMs">): Respond {
  let serial = 0;
  return ({ status, headers, body }, at, keep) => {
    serial += 1;
    const common = {
      date: new Date(at.getTime() + dateSkewMs).toUTCString(),
      server: "github.com",
      "x-github-request-id": `FA4E:${serial.toString(16).toUpperCase().padStart(8, "0")}`,
    };
    if (keep === undefined || body === "") {
      return { status, headers: { ...common, ...headers }, body };
    }
    return {
      status,
      headers: { ...common, ...headers, "content-length": String(Buffer.byteLength(body)) },
      body,
      cutAt: Math.floor(body.length * keep),
    };
  };
}

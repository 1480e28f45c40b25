import { renderToString } from "react-dom/server";
import { Repository } from "./hydrated-repository.js";
import { status } from "./status.js";

console.log(renderToString(<Repository status={status} />));

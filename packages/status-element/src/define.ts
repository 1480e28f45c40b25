import { defineStatusElements } from "./define-status-elements.ts";

/** For a page without a bundler: defines the elements in English. */
defineStatusElements();

import fc from "fast-check";

// What is drawn by chance would let a mutant survive in one run, and die in the next.
fc.configureGlobal({ seed: 1 });

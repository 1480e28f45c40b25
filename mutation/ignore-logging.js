/** Leaves the text of log lines out, and whether one is written: `options.github.log.warn(…)`. */
export const strykerPlugins = [
  {
    kind: "Ignore",
    name: "logging",
    value: {
      shouldIgnore({ node }) {
        const callee = node.type === "CallExpression" && node.callee;
        const log = callee && callee.type === "MemberExpression" && callee.object;
        const name = log && (log.type === "MemberExpression" ? log.property : log).name;
        return name === "log" ? "logging" : undefined;
      },
    },
  },
];

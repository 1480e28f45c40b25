const colours = {
  neutral: "#424a53,#c9d1d9",
  success: "#116329,#7ee787",
  danger: "#a40e26,#ffa198",
  warning: "#6b4700,#e3b341",
  progress: "#0550ae,#79c0ff",
};
const tones = Object.entries(colours)
  .map(
    ([tone, lightDark]) =>
      `:host([data-tone=${tone}]){--t:var(--ghsync-${tone},light-dark(${lightDark}))}`,
  )
  .join("");

/** The style of both elements. Colours follow the page's `color-scheme`. */
export const statusStyle = `
:host{display:inline-block;font:500 .8125rem/1.25rem system-ui,sans-serif;color:var(--ghsync-text,CanvasText);
--s:var(--ghsync-surface,Canvas)}
:host(ghsync-repository-card){display:block}
:host([hidden]),:host(:not([data-status])){display:none!important}
${tones}
button,article,[popover]{border:1px solid color-mix(in srgb,currentColor 35%,var(--s));border-radius:.5rem;color:inherit;background:var(--s)}
button{font:inherit;padding:0 .625em;border-radius:1em}
[part=badge]{display:flex;align-items:center;gap:.375em;color:var(--t);background:color-mix(in srgb,currentColor 9%,var(--s))}
svg{width:1em;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round}
.syncing,.first_sync{animation:s 1s linear infinite}
@media(prefers-reduced-motion){*{animation:none!important}:indeterminate{display:none}}
@keyframes s{to{rotate:1turn}}
article,[popover]{padding:.75rem;overflow-wrap:anywhere;font-weight:400}
[popover]{width:max-content;inset:auto;margin:0;max-width:min(20rem,80vw);box-shadow:0 4px 12px #0003}
b{display:block}
bdi:empty,b:has(:empty){display:none}
[role=status]{position:absolute;clip-path:inset(50%)}
article{display:grid;gap:.5rem;justify-items:start}
div{width:100%;display:flex;flex-wrap:wrap;gap:.5rem;justify-content:space-between}
progress{width:100%;height:.5rem;accent-color:var(--t)}
:disabled{opacity:.6}
`;

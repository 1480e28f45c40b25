type Attributes = Readonly<Record<string, string | undefined>>;

/** Creates an element. Texts become text, never markup. */
export function h(
  name: string,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElement {
  const element = document.createElement(name);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** Changes a text only if it differs. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** Changes attributes only if they differ. `undefined` removes one. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}

/** Shows in a line what a person must do. The style hides a line without a text. */
export function setAction(
  line: HTMLElement,
  { who, what }: { readonly who: string; readonly what: string },
): void {
  setText(line.firstChild as Node, who === "nobody" ? "" : what);
}

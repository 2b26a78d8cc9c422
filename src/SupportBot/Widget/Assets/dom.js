// Elements, built node by node: a policy may forbid innerHTML and inline styles.
const make = (name, attributes, ...children) => {
  const node = document.createElement(name);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  node.append(...children);
  return node;
};

// A React element that Web Chat keeps in its place; `mount` gets its node, and what it appends there stays.
const reactElement = (type, props, ...children) => ({
  $$typeof: Symbol.for('react.element'), type, key: null, ref: props.ref || null,
  props: { className: props.className, children }, _owner: null
});

// Announces to screen readers alone.
const announce = text => { document.getElementById('said').textContent = text; };

const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(document.documentElement.lang));

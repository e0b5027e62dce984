/* A large script, got only when the page is drawn: while it is read, a reader would look at nothing. */
const drawn = () => (document.hidden ? Promise.resolve() : new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); }));

export async function load(address) {
  await drawn();
  const script = Object.assign(document.createElement("script"), { src: address });
  await new Promise((done, failed) => {
    Object.assign(script, { onload: done, onerror: () => failed(new Error(`${address} cannot be loaded`)) });
    document.head.append(script);
  });
}

// Printing: a document in a frame that nobody sees, with a style of its own. Loaded when somebody prints.

let frame: HTMLIFrameElement | undefined;

function clear(): void {
  frame?.remove();
  frame = undefined;
}

/** Documents have no scripts, and the page's Content-Security-Policy, which the frame inherits, would run none. */
export function print(html: string): void {
  clear();
  const { lang } = document.documentElement;
  const style = new URL(__ASSETS__['print.css']!, document.baseURI).href;
  const page = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><link rel="stylesheet" href="${style}">${html}`;
  const made = (frame = document.createElement('iframe'));
  made.tabIndex = -1;
  made.ariaHidden = 'true';
  // Not display: none, of which Firefox prints nothing.
  Object.assign(made.style, { position: 'fixed', width: '0', height: '0', border: '0', visibility: 'hidden' });
  made.src = URL.createObjectURL(new Blob([page], { type: 'text/html' }));
  made.onload = () => {
    URL.revokeObjectURL(made.src);
    const view = made.contentWindow!;
    const ended = () => {
      if (frame === made) clear();
    };
    view.addEventListener('afterprint', ended);
    setTimeout(ended, 60_000); // some browsers do not tell; what was printed must not stay when the data are locked
    view.print();
  };
  document.body.append(made);
}

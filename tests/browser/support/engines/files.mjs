// Files that a person chooses, where the dialog of the system cannot be driven.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** Runs in the page, before its own scripts: keeps the dialog away; the field waits for its files as ever. */
export function holdChooser() {
  const { click } = HTMLInputElement.prototype;
  HTMLInputElement.prototype.click = function () {
    if (this.type === 'file') window.fileChooser = this;
    else click.call(this);
  };
}

/** Puts files on the disk, and answers where they are. */
export function upload(files, folder) {
  return files.map(({ name, buffer }) => {
    const file = path.join(folder, name);
    writeFileSync(file, buffer);
    return file;
  });
}

import type { Wasm } from './wasm';

/** In the order of port::Text::Encoding. */
const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'];

/** Files are read whole into the memory of the program, which has 2 GB. */
const mostBytes = 512 << 20;

/** port::Files: picked, dropped or pasted; saved as downloads. */
export class Files {
  private watcher = 0;

  constructor(private readonly wasm: Wasm) {
    addEventListener('dragover', (event) => event.preventDefault());
    addEventListener('drop', (event) => {
      event.preventDefault();
      this.drop(event.dataTransfer?.files);
    });
  }

  pick(ticket: number, accept: string, several: number): void {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept === 'camera' ? 'image/*' : accept;
    if (accept === 'camera') input.capture = 'environment';
    input.multiple = several !== 0;
    input.hidden = true;
    document.body.append(input); // Safari wants it in the page
    const end = () => {
      const files = [...(input.files ?? [])];
      input.remove();
      void this.answer(ticket, files);
    };
    input.addEventListener('change', end, { once: true });
    input.addEventListener('cancel', end, { once: true });
    input.click();
  }

  save(name: string, mime: string, bytes: Uint8Array<ArrayBuffer>): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([bytes], { type: mime }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  watch(ticket: number): void {
    this.watcher = ticket;
  }

  drop(files: FileList | undefined): void {
    if (files?.length && this.watcher) void this.answer(this.watcher, [...files]);
  }

  decode(bytes: Uint8Array, encoding: number): number {
    try {
      this.wasm.giveText(new TextDecoder(encodings[encoding]!, { fatal: true }).decode(bytes));
      return 1;
    } catch {
      return 0;
    }
  }

  private async answer(ticket: number, files: File[]): Promise<void> {
    const read = await Promise.all(files.map(async (file) => {
      try {
        if (file.size > mostBytes) throw new RangeError(`more than ${mostBytes >> 20} MB`);
        return { name: file.name, bytes: await file.arrayBuffer(), why: '' };
      } catch (error) {
        return { name: file.name, bytes: new ArrayBuffer(0), why: String(error) };
      }
    }));
    for (const { name, bytes, why } of read) {
      this.wasm.giveText(name);
      this.wasm.give(bytes);
      this.wasm.giveText(why);
    }
    this.wasm.complete(ticket);
  }
}

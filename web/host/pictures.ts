/** The pixels of a picture, upright as its camera says, with no side longer than `most`. */
export async function decode(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<ImageData> {
  const whole = await createImageBitmap(new Blob([bytes]));
  try {
    const scale = Math.min(1, most / Math.max(whole.width, whole.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(whole.width * scale));
    canvas.height = Math.max(1, Math.round(whole.height * scale));
    const context = canvas.getContext('2d')!;
    context.imageSmoothingQuality = 'high';
    context.drawImage(whole, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  } finally {
    whole.close();
  }
}

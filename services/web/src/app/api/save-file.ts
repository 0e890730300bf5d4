/** Saves a text as a file of the browser's user. */
export function saveFile(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // By then every browser has started the download.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

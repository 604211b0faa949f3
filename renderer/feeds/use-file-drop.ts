import { useEffect, useRef, useState } from 'react';
import type { PickedFile } from '../../shared/shell.ts';

/** Takes the file that is dropped anywhere on the window. Gives whether one is held over it. */
export function useFileDrop(onFile: (file: PickedFile) => void): boolean {
  const [isOver, setOver] = useState(false);
  const take = useRef(onFile);
  take.current = onFile;
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const holdsFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const over = (event: DragEvent): void => {
      if (!holdsFile(event)) return;
      // Without this the window would open the file instead of the page.
      event.preventDefault();
      setOver(true);
    };
    const drop = async (event: DragEvent): Promise<void> => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) take.current({ name: file.name, text: await file.text() });
    };
    window.addEventListener('dragenter', over, { signal });
    window.addEventListener('dragover', over, { signal });
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), { signal });
    window.addEventListener('drop', (event) => void drop(event), { signal });
    return () => stop.abort();
  }, []);
  return isOver;
}

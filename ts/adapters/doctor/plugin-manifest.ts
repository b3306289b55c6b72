import { open } from 'node:fs/promises';
import { Unzip, UnzipInflate } from 'fflate';

const manifestName = 'META-INF/MANIFEST.MF';
const chunkBytes = 65_536;
/** The manifest comes first in a JAR (`JarInputStream` wants it so), so most plugins are known by one chunk, whatever they weigh. */
const mostBytes = 16 * chunkBytes;

/** The manifest of a plugin's file; null where it has none in its first megabyte, or is no archive. */
export async function readManifest(path: string): Promise<string | null> {
  const manifest = new Collected();
  const unzip = new Unzip((file) => {
    if (file.name !== manifestName) return;
    file.ondata = (error, chunk, final) => {
      if (error) manifest.broken = true;
      else manifest.add(chunk, final);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  const file = await open(path);
  try {
    const chunk = Buffer.alloc(chunkBytes);
    for (let read = 0; read < mostBytes && !manifest.complete && !manifest.broken;) {
      const { bytesRead } = await file.read(chunk, 0, chunkBytes);
      if (bytesRead === 0) break;
      read += bytesRead;
      unzip.push(Uint8Array.from(chunk.subarray(0, bytesRead)), false);
    }
  } catch {
    // The library throws at what is no archive, and at what is broken behind a manifest that has been read.
  } finally {
    await file.close();
  }
  return manifest.complete ? manifest.text() : null;
}

class Collected {
  complete = false;
  broken = false;
  readonly #chunks: Uint8Array[] = [];

  add(chunk: Uint8Array, final: boolean): void {
    this.#chunks.push(chunk);
    this.complete = final;
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BoardFile } from '../../ts/core/board/render/page.ts';

/**
 * With what Jenkins serves what a build has archived, and what HTML Publisher has published: `hudson.model.DirectoryBrowserSupport.CSP`,
 * whose value when nobody sets it is this one (Jenkins handbook, "Configuring Content Security Policy").
 */
export const policy = "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';";
/** As it was before 2.200, and where an administrator wants it so. */
export const stricter = "sandbox; default-src 'none'; img-src 'self'; style-src 'self';";

const types: Readonly<Record<string, string>> = {
  html: 'text/html;charset=utf-8',
  css: 'text/css',
  svg: 'image/svg+xml',
};

/** Serves the files as Jenkins would. */
export async function serve(
  files: readonly BoardFile[],
  csp = policy,
): Promise<{ readonly url: string; readonly close: () => void }> {
  const server: Server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1);
    const file = files.find((one) => one.name === name);
    response.setHeader('Content-Security-Policy', csp);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Content-Type', types[name.split('.').at(-1) ?? ''] ?? 'text/plain');
    // Browsers ask for an icon by themselves.
    response.writeHead(file ? 200 : name === 'favicon.ico' ? 204 : 404).end(file?.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/index.html`, close: () => server.close() };
}

/** A file of the user's machine on its way to the service, piece by piece. */
import { err, ok, type Result } from '../../../runtimes/core/result.ts';
import type { ServiceError } from '../../../runtimes/service/contract/error.ts';
import { PIECE, type FileRef } from '../../../runtimes/service/contract/snapshots.ts';
import type { Service } from '../../store/service.ts';

/** What of a browser's `File` is needed. */
export interface SentFile {
  readonly name: string;
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

export async function sendFile(
  service: Service,
  file: SentFile,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<Result<FileRef, ServiceError>> {
  if (file.size === 0) return err({ code: 'refused', message: `${file.name} is empty, or a folder: choose a file` });
  const begun = await service.request('snapshots.upload', { name: file.name, size: file.size });
  if (!begun.ok) return begun;
  const { upload } = begun.value;
  for (let offset = 0; offset < file.size; offset += PIECE) {
    onProgress(offset);
    const sent = await sendPiece(service, upload, file, offset, signal);
    if (sent.ok) continue;
    await service.request('snapshots.discard', { upload });
    return sent;
  }
  return ok({ upload });
}

async function sendPiece(
  service: Service,
  upload: string,
  file: SentFile,
  offset: number,
  signal: AbortSignal,
): Promise<Result<unknown, ServiceError>> {
  if (signal.aborted) return err({ code: 'cancelled', message: 'cancelled' });
  try {
    const bytes = new Uint8Array(await file.slice(offset, Math.min(offset + PIECE, file.size)).arrayBuffer());
    return await service.request('snapshots.piece', { upload, offset, data: base64(bytes) });
  } catch (error) {
    return err({ code: 'io', message: `${file.name} cannot be read: ${(error as Error).message}` });
  }
}

function base64(bytes: Uint8Array): string {
  let text = '';
  // As many arguments as a call may have.
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}

import { createHash } from 'node:crypto';
import {
  CompleteLayerUpload$,
  GetDownloadUrlForLayer$,
  InitiateLayerUpload$,
  InvalidLayerException$,
  LayersNotFoundException$,
  UploadLayerPart$,
  type CompleteLayerUploadCommandInput,
  type CompleteLayerUploadResponse,
  type GetDownloadUrlForLayerCommandInput,
  type GetDownloadUrlForLayerResponse,
  type InitiateLayerUploadCommandInput,
  type InitiateLayerUploadResponse,
  type UploadLayerPartCommandInput,
  type UploadLayerPartResponse,
} from '@aws-sdk/client-ecr';
import { operation } from '../../operation.ts';
import { modelled } from '../../protocol/aws-error.ts';
import { repositoryOf } from '../find.ts';

/** One upload at a time and of one part, under its own name until it is complete: enough for the configuration of an image. */
const underWay = 'upload';

export const initiateLayerUpload = operation<InitiateLayerUploadCommandInput, InitiateLayerUploadResponse>(
  InitiateLayerUpload$,
  ({ repositoryName, registryId }, call) => {
    repositoryOf(call, repositoryName, registryId);
    return { uploadId: underWay, partSize: 10_485_760 };
  },
);

export const uploadLayerPart = operation<UploadLayerPartCommandInput, UploadLayerPartResponse>(
  UploadLayerPart$,
  ({ repositoryName, registryId, layerPartBlob }, call) => {
    repositoryOf(call, repositoryName, registryId).layers.set(underWay, layerPartBlob);
    return { uploadId: underWay, lastByteReceived: layerPartBlob.length - 1 };
  },
);

export const completeLayerUpload = operation<CompleteLayerUploadCommandInput, CompleteLayerUploadResponse>(
  CompleteLayerUpload$,
  ({ repositoryName, registryId, layerDigests: [digest = ''] }, call) => {
    const { layers } = repositoryOf(call, repositoryName, registryId);
    const bytes = layers.get(underWay) ?? new Uint8Array();
    if (digest !== `sha256:${createHash('sha256').update(bytes).digest('hex')}`)
      throw modelled(InvalidLayerException$, `Layer upload has a digest other than ${digest}`);
    layers.delete(underWay);
    layers.set(digest, bytes);
    return { layerDigest: digest };
  },
);

/** AWS answers with an address in S3 that is signed; here the address is the content. */
export const getDownloadUrlForLayer = operation<
  GetDownloadUrlForLayerCommandInput,
  GetDownloadUrlForLayerResponse
>(GetDownloadUrlForLayer$, ({ repositoryName, registryId, layerDigest }, call) => {
  const bytes = repositoryOf(call, repositoryName, registryId).layers.get(layerDigest);
  if (!bytes) throw modelled(LayersNotFoundException$, `Layer ${layerDigest} was not found`);
  const downloadUrl = `data:application/octet-stream;base64,${Buffer.from(bytes).toString('base64')}`;
  return { downloadUrl, layerDigest };
});

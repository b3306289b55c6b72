import { ImageTagMutability, TagStatus } from '@aws-sdk/client-ecr';
import type { Api } from '../operation.ts';
import { batchDeleteImage, batchGetImage, describeImages, listImages } from './operations/images.ts';
import {
  completeLayerUpload,
  getDownloadUrlForLayer,
  initiateLayerUpload,
  uploadLayerPart,
} from './operations/layers.ts';
import { putImage } from './operations/put-image.ts';
import {
  createRepository,
  deleteRepository,
  describeRepositories,
  putImageTagMutability,
} from './operations/repositories.ts';

export const ecrApi: Api = {
  service: 'ecr',
  protocol: { kind: 'json', target: 'AmazonEC2ContainerRegistry_V20150921' },
  validationError: 'InvalidParameterException',
  enumerations: {
    'CreateRepositoryRequest.imageTagMutability': ImageTagMutability,
    'PutImageTagMutabilityRequest.imageTagMutability': ImageTagMutability,
    'DescribeImagesFilter.tagStatus': TagStatus,
    'ListImagesFilter.tagStatus': TagStatus,
  },
  operations: [
    createRepository,
    describeRepositories,
    deleteRepository,
    putImageTagMutability,
    putImage,
    describeImages,
    batchGetImage,
    listImages,
    batchDeleteImage,
    initiateLayerUpload,
    uploadLayerPart,
    completeLayerUpload,
    getDownloadUrlForLayer,
  ],
};

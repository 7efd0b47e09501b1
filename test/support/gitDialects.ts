/** The two dialects of pin, each with one file that a plan changes and one that it creates. */
import type { PlannedFile } from '../../server/src/protocol';

export interface Dialect {
  readonly name: string;
  readonly edit: PlannedFile;
  readonly create: PlannedFile;
  /** Another committed file, no part of any plan. */
  readonly other: string;
}

const binding = (environment: string, release: string): string => `# pinned by the platform team
apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata:
  name: orders-${environment}
  namespace: default
spec:
  owner:
    projectName: shop
    componentName: orders
  environment: ${environment}
  releaseName: '${release}' # see the change log
`;

const pin = (environment: string, release: string): string => `apiVersion: gitops.openchoreo.dev/v1alpha1
kind: ReleasePin
metadata:
  name: cart-${environment}
spec:
  component: cart
  environment: ${environment}
  releaseName: ${release}
`;

export const dialects: readonly Dialect[] = [
  {
    name: 'ReleaseBinding',
    edit: {
      file: 'namespaces/default/shop/release-bindings/orders-staging.yaml',
      before: binding('staging', 'orders-20260901-1'),
      after: binding('staging', 'orders-20261101-2'),
    },
    create: {
      file: 'namespaces/default/shop/release-bindings/orders-production.yaml',
      before: null,
      after: binding('production', 'orders-20261101-2'),
    },
    other: 'namespaces/default/shop/release-bindings/orders-development.yaml',
  },
  {
    name: 'ReleasePin',
    edit: {
      file: 'projects/shop/components/cart/env-bindings/staging/release-pin.yaml',
      before: pin('staging', 'cart-20260901-1'),
      after: pin('staging', 'cart-20261101-2'),
    },
    // Its folder does not exist yet.
    create: {
      file: 'projects/shop/components/cart/env-bindings/production/release-pin.yaml',
      before: null,
      after: pin('production', 'cart-20261101-2'),
    },
    other: 'projects/shop/components/cart/env-bindings/development/release-pin.yaml',
  },
];

/** What the template repository holds under each dialect's `other`. */
export function otherContent(dialect: Dialect): string {
  return dialect.name === 'ReleasePin'
    ? pin('development', 'cart-20261101-2')
    : binding('development', 'orders-20261101-2');
}

/**
 * What the flows of client and command line do in each sample repository: every flow runs over both, with these as its
 * parameters. The figures are those of test/repos/README.md.
 */
export interface SampleFlow {
  readonly sample: 'current' | 'proposal';
  /** A pin, and the release that it names: where navigation starts and leads. */
  readonly reference: {
    readonly file: string;
    readonly line: string;
    readonly release: string;
    readonly declaredIn: string;
  };
  /** A pin that is behind its source: what Promote does to it from its tree row. */
  readonly fromTree: PromotionFlow;
  /** Another one, promoted through the palette. */
  readonly fromPalette: PromotionFlow;
  /** Everything that differs between two environments, promoted as one commit. */
  readonly bulk: {
    /** As the question shows it. */
    readonly path: string;
    readonly subject: string;
    /** Added lines, removed lines and file of each change, as `git show --numstat` has them. */
    readonly changes: readonly string[];
  };
  /** A component whose state no release has, and its first environment. */
  readonly release: {
    readonly project: string;
    readonly name: string;
    readonly environment: string;
    /** What to change first so that it is so, where it is not: a text of a file. */
    readonly edit?: { readonly file: string; readonly from: string; readonly to: string };
    readonly binding: string;
    readonly folder: string;
  };
  /** Rows of the tree: path of labels, and a text of the row. */
  readonly rows: readonly (readonly [path: readonly string[], text: string])[];
}

export interface PromotionFlow {
  readonly project: string;
  readonly name: string;
  readonly environment: string;
  readonly file: string;
  /** The changed line before and after, as `git show` prints it. */
  readonly before: string;
  readonly after: string;
  readonly subject: string;
}

const shop = 'namespaces/default/projects/shop/components';

export const FLOWS: readonly SampleFlow[] = [
  {
    sample: 'current',
    reference: {
      file: `${shop}/catalog/release-bindings/catalog-staging.yaml`,
      line: "releaseName: 'catalog-20261103-1'",
      release: 'catalog-20261103-1',
      declaredIn: 'catalog-20261103-1.yaml',
    },
    fromTree: {
      project: 'shop',
      name: 'cart',
      environment: 'production',
      file: `${shop}/cart/release-bindings/cart-production.yaml`,
      before: '  releaseName: cart-20261102-1 # held back until the voucher campaign is over',
      after: '  releaseName: cart-20261116-1 # held back until the voucher campaign is over',
      subject: 'promote(shop/cart): cart-20261116-1 to production',
    },
    fromPalette: {
      project: 'shop',
      name: 'storefront',
      environment: 'production',
      file: `${shop}/storefront/release-bindings/storefront-production.yaml`,
      before: '  releaseName: "storefront-20261110-1"',
      after: '  releaseName: "storefront-20261118-1"',
      subject: 'promote(shop/storefront): storefront-20261118-1 to production',
    },
    bulk: {
      path: 'staging → production',
      subject: 'promote(shop): 3 releases to production',
      changes: [
        `1\t1\t${shop}/cart/release-bindings/cart-production.yaml`,
        `11\t0\t${shop}/checkout/release-bindings/checkout-production.yaml`,
        `1\t1\t${shop}/storefront/release-bindings/storefront-production.yaml`,
      ],
    },
    release: {
      ...{ project: 'shop', name: 'checkout', environment: 'development' },
      binding: `${shop}/checkout/release-bindings/checkout-development.yaml`,
      folder: `${shop}/checkout/releases`,
    },
    rows: [
      [['shop', 'cart', 'production'], '2 behind staging'],
      [['shop', 'checkout', 'production'], 'not deployed'],
      [['shop', 'checkout', 'load-test'], 'undeployed'],
      [['insights', 'dashboard', 'production'], '1 behind development'],
    ],
  },
  {
    sample: 'proposal',
    reference: {
      file: 'projects/travel/components/search-api/env-bindings/staging/release-pin.yaml',
      line: 'releaseName: search-api-20251027-1',
      release: 'search-api-20251027-1',
      declaredIn: 'search-api-20251027-1.yaml',
    },
    fromTree: {
      project: 'messaging',
      name: 'notifier',
      environment: 'staging',
      file: 'projects/messaging/components/notifier/env-bindings/staging/release-pin.yaml',
      before: '  releaseName: "notifier-v1.2.0"',
      after: '  releaseName: "notifier-v1.3.0"',
      subject: 'promote(messaging/notifier): notifier-v1.3.0 to staging',
    },
    fromPalette: {
      project: 'messaging',
      name: 'notifier',
      environment: 'staging',
      file: 'projects/messaging/components/notifier/env-bindings/staging/release-pin.yaml',
      before: '  releaseName: "notifier-v1.2.0"',
      after: '  releaseName: "notifier-v1.3.0"',
      subject: 'promote(messaging/notifier): notifier-v1.3.0 to staging',
    },
    bulk: {
      path: 'development → staging',
      subject: 'promote(messaging/notifier): notifier-v1.3.0 to staging',
      changes: ['1\t1\tprojects/messaging/components/notifier/env-bindings/staging/release-pin.yaml'],
    },
    release: {
      ...{ project: 'travel', name: 'booking-api', environment: 'development' },
      edit: {
        file: 'projects/travel/components/booking-api/workload.yaml',
        from: 'travel/booking-api:2.2.0',
        to: 'travel/booking-api:2.3.0',
      },
      binding: 'projects/travel/components/booking-api/env-bindings/development/release-pin.yaml',
      folder: 'projects/travel/components/booking-api/releases',
    },
    rows: [
      [['travel', 'booking-api', 'production'], '2 behind staging'],
      [['messaging', 'digest', 'production'], 'not deployed'],
    ],
  },
];

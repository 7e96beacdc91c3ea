export { expectedCloseOn, type Push, pushesOf, reasonsForPushes } from './push-history.ts';
export { chancesToSlip, fitPushes, openForPush, type PushCases, type PushModel, pushCases, whySlipping } from './push-model.ts';

export { default } from "../../../packages/store-prisma/test/global-setup.ts";

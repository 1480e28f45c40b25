export { default } from "../../store-prisma/test/global-setup.ts";

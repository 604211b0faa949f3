import type { Engine } from '../engine.ts';
import { readDelivery, writeDelivery } from '../store/delivery-settings.ts';
import { os } from './implementer.ts';

export function settingsProcedures({ database, reader, networkChoice }: Engine) {
  return {
    get: os.settings.get.handler(() => readDelivery(reader)),
    set: os.settings.set.handler(({ input }) => {
      writeDelivery(database, input);
      return input;
    }),
    network: os.settings.network.handler(() => networkChoice.settings),
    setNetwork: os.settings.setNetwork.handler(({ input }) => networkChoice.change(input)),
  };
}

/** The tray: everything it does is in its menu, because on Linux a click only opens that. */
import { Menu, nativeImage, Tray } from 'electron';

export interface TrayActions {
  readonly open: () => void;
  readonly openAlerts: () => void;
  readonly poll: () => void;
  readonly quit: () => void;
}

export interface AppTray {
  setCounts(unread: number, alerts: number): void;
  destroy(): void;
}

export function createTray(icon: string, actions: TrayActions): AppTray {
  const tray = new Tray(nativeImage.createFromPath(icon));
  const setCounts = (unread: number, alerts: number): void => {
    tray.setToolTip(`Sitrep: ${unread} unread, ${alerts} alerts`);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: 'Open Sitrep', click: actions.open },
        { label: alerts === 0 ? 'Alerts' : `Alerts (${alerts})`, click: actions.openAlerts },
        { label: 'Poll all feeds', click: actions.poll },
        { type: 'separator' },
        { label: 'Quit', click: actions.quit },
      ]),
    );
  };
  setCounts(0, 0);
  tray.on('click', actions.open);
  return { setCounts, destroy: () => tray.destroy() };
}

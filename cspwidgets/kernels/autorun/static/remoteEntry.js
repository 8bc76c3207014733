// A prebuilt JupyterLab extension, written by hand: a notebook that says `"csp": {"autorun": true}`
// in its metadata, and that this server trusts, is run when it is opened and when its kernel has
// been restarted. So the plan opens ready to use, and a restart is one click. Its hidden code is
// hidden whole.
(() => {
  /** @type {any} */
  let shared;

  /** @param {string} name */
  const load = async (name) => {
    const versions = Object.values(shared[name]);
    const factory = await versions[0].get();
    return factory();
  };

  /** @param {any} panel */
  const wants = (panel) => panel.content.model?.getMetadata?.("csp")?.autorun === true;

  /** @param {any} panel */
  const trusted = (panel) =>
    [...panel.content.model.cells].every((cell) => cell.type !== "code" || cell.trusted);

  /** @param {any} panel */
  async function watch(panel) {
    await panel.context.ready;
    if (!wants(panel)) return;
    panel.addClass("csp-ready");
    await panel.sessionContext.ready;
    await panel.revealed;
    const { NotebookActions } = await load("@jupyterlab/notebook");
    const run = async () => {
      if (panel.isDisposed || !trusted(panel)) return;
      await NotebookActions.runAll(panel.content, panel.sessionContext);
    };
    let restarting = false;
    panel.sessionContext.statusChanged.connect((/** @type {any} */ _, /** @type {string} */ now) => {
      if (now === "restarting" || now === "autorestarting") restarting = true;
      if (now === "idle" && restarting) {
        restarting = false;
        void run();
      }
    });
    await run();
  }

  // Code that the notebook hides leaves no trace, until "View > Expand" shows it again.
  const style = document.createElement("style");
  style.textContent =
    ".csp-ready .jp-Cell-inputWrapper:has(.jp-InputPlaceholder) { display: none; }";
  document.head.append(style);

  const plugin = async () => {
    const { INotebookTracker } = await load("@jupyterlab/notebook");
    return {
      id: "cspwidgets:autorun",
      description: "Runs a trusted notebook that asks for it when it is opened.",
      autoStart: true,
      requires: [INotebookTracker],
      /** @param {any} _ @param {any} tracker */
      activate: (_, tracker) => {
        tracker.widgetAdded.connect((/** @type {any} */ _tracker, /** @type {any} */ panel) => {
          void watch(panel);
        });
        tracker.forEach((/** @type {any} */ panel) => void watch(panel));
      },
    };
  };

  const scope = /** @type {any} */ (window);
  scope._JUPYTERLAB = scope._JUPYTERLAB ?? {};
  scope._JUPYTERLAB.cspwidgets = {
    /** @param {any} given */
    init: (given) => {
      shared = given;
    },
    /** @param {string} name */
    get: async (name) => {
      if (name !== "./extension") throw new Error(`cspwidgets has no module ${name}`);
      const made = await plugin();
      return () => ({ __esModule: true, default: made });
    },
  };
})();

import type { OpenAPIHono } from '@hono/zod-openapi';
import * as account from './account.ts';
import { accountRoutes } from './accounts.ts';
import * as capture from './capture/index.ts';
import * as quality from './data-quality.ts';
import { dealRoutes, listPipelines, listProducts, setBuyingGroup } from './deals.ts';
import * as duplicates from './duplicates.ts';
import * as imports from './imports.ts';
import { createInteraction, listInteractions, removeInteraction, timeline } from './interactions.ts';
import { leadRoutes } from './leads.ts';
import { costRoutes, needRoutes, nextStepRoutes, noteRoutes, outcomeRoutes, targetRoutes } from './parts.ts';
import { contactRoutes, eraseContact } from './people.ts';
import { eraseLead, everythingAboutContact, everythingAboutLead } from './person-data.ts';
import * as relationships from './relationships.ts';
import { search } from './search.ts';
import * as today from './today.ts';
import * as workspace from './workspace.ts';

// biome-ignore lint/suspicious/noExplicitAny: the handlers exist only to carry types
declare const stub: any;

// Never called. Their return types are the clients' types, derived from the routes alone, a room each so that a lazy room is
// checked by itself.
const rooms = {
  accounts: (app: OpenAPIHono) =>
    app
      .openapi(accountRoutes.list, stub)
      .openapi(accountRoutes.get, stub)
      .openapi(accountRoutes.create, stub)
      .openapi(accountRoutes.change, stub)
      .openapi(accountRoutes.remove, stub)
      .openapi(accountRoutes.restore, stub),
  people: (app: OpenAPIHono) =>
    app
      .openapi(contactRoutes.list, stub)
      .openapi(contactRoutes.get, stub)
      .openapi(contactRoutes.create, stub)
      .openapi(contactRoutes.change, stub)
      .openapi(contactRoutes.remove, stub)
      .openapi(contactRoutes.restore, stub)
      .openapi(eraseContact, stub)
      .openapi(everythingAboutContact, stub),
  deals: (app: OpenAPIHono) =>
    app
      .openapi(dealRoutes.list, stub)
      .openapi(dealRoutes.get, stub)
      .openapi(dealRoutes.create, stub)
      .openapi(dealRoutes.change, stub)
      .openapi(dealRoutes.remove, stub)
      .openapi(dealRoutes.restore, stub)
      .openapi(setBuyingGroup, stub)
      .openapi(listPipelines, stub)
      .openapi(listProducts, stub),
  leads: (app: OpenAPIHono) =>
    app
      .openapi(leadRoutes.list, stub)
      .openapi(leadRoutes.get, stub)
      .openapi(leadRoutes.create, stub)
      .openapi(leadRoutes.change, stub)
      .openapi(leadRoutes.remove, stub)
      .openapi(leadRoutes.restore, stub)
      .openapi(eraseLead, stub)
      .openapi(everythingAboutLead, stub),
  interactions: (app: OpenAPIHono) =>
    app.openapi(createInteraction, stub).openapi(removeInteraction, stub).openapi(listInteractions, stub).openapi(timeline, stub),
  parts: (app: OpenAPIHono) =>
    app
      .openapi(nextStepRoutes.list, stub)
      .openapi(nextStepRoutes.create, stub)
      .openapi(nextStepRoutes.change, stub)
      .openapi(nextStepRoutes.remove, stub)
      .openapi(nextStepRoutes.restore, stub)
      .openapi(needRoutes.list, stub)
      .openapi(needRoutes.create, stub)
      .openapi(needRoutes.change, stub)
      .openapi(needRoutes.remove, stub)
      .openapi(needRoutes.restore, stub)
      .openapi(noteRoutes.list, stub)
      .openapi(noteRoutes.create, stub)
      .openapi(noteRoutes.change, stub)
      .openapi(noteRoutes.remove, stub)
      .openapi(noteRoutes.restore, stub),
  goals: (app: OpenAPIHono) =>
    app
      .openapi(targetRoutes.list, stub)
      .openapi(targetRoutes.create, stub)
      .openapi(targetRoutes.change, stub)
      .openapi(targetRoutes.remove, stub)
      .openapi(costRoutes.list, stub)
      .openapi(costRoutes.create, stub)
      .openapi(outcomeRoutes.list, stub)
      .openapi(outcomeRoutes.create, stub)
      .openapi(outcomeRoutes.change, stub),
  today: (app: OpenAPIHono) =>
    app
      .openapi(today.getToday, stub)
      .openapi(today.getRoad, stub)
      .openapi(today.decide, stub)
      .openapi(today.undoDecision, stub)
      .openapi(search, stub),
  imports: (app: OpenAPIHono) =>
    app
      .openapi(imports.uploadImport, stub)
      .openapi(imports.listImports, stub)
      .openapi(imports.getImport, stub)
      .openapi(imports.changeImportPlan, stub)
      .openapi(imports.previewImport, stub)
      .openapi(imports.startImport, stub)
      .openapi(imports.pauseImport, stub)
      .openapi(imports.undoImport, stub),
  capture: (app: OpenAPIHono) =>
    app
      .openapi(capture.suggestServer, stub)
      .openapi(capture.listCaptureSources, stub)
      .openapi(capture.connectCaptureSource, stub)
      .openapi(capture.changeCaptureSource, stub)
      .openapi(capture.removeCaptureSource, stub)
      .openapi(capture.readNow, stub)
      .openapi(capture.uploadCapture, stub)
      .openapi(capture.listUnreadItems, stub)
      .openapi(capture.listUnknownPeople, stub)
      .openapi(capture.decideUnknownPerson, stub)
      .openapi(capture.undoUnknownPerson, stub)
      .openapi(capture.listExclusions, stub)
      .openapi(capture.addExclusion, stub)
      .openapi(capture.removeExclusion, stub)
      .openapi(capture.listProposals, stub)
      .openapi(capture.decideProposal, stub)
      .openapi(capture.undoProposal, stub)
      .openapi(capture.hideThread, stub)
      .openapi(capture.getSeen, stub)
      .openapi(relationships.whoKnowsWhom, stub),
  hygiene: (app: OpenAPIHono) =>
    app
      .openapi(duplicates.listDuplicates, stub)
      .openapi(duplicates.checkDuplicates, stub)
      .openapi(duplicates.mergeDuplicates, stub)
      .openapi(duplicates.listMerges, stub)
      .openapi(duplicates.undoMerge, stub)
      .openapi(duplicates.notTheSame, stub)
      .openapi(duplicates.undoNotTheSame, stub)
      .openapi(duplicates.mergeAll, stub)
      .openapi(duplicates.listMergeBatches, stub)
      .openapi(duplicates.undoMergeBatch, stub)
      .openapi(duplicates.getDuplicateScan, stub)
      .openapi(duplicates.scanDuplicates, stub)
      .openapi(quality.listFindings, stub)
      .openapi(quality.answerFinding, stub)
      .openapi(quality.answerFindings, stub)
      .openapi(quality.undoCleaning, stub)
      .openapi(quality.scanQuality, stub)
      .openapi(quality.getDataTrust, stub)
      .openapi(quality.getCleanUpAtHand, stub),
  workspace: (app: OpenAPIHono) =>
    app
      .openapi(workspace.welcome, stub)
      .openapi(workspace.setUp, stub)
      .openapi(workspace.me, stub)
      .openapi(workspace.setPreferences, stub)
      .openapi(workspace.listCandidates, stub)
      .openapi(workspace.claim, stub)
      .openapi(workspace.changeWorkspace, stub)
      .openapi(workspace.listUsers, stub)
      .openapi(workspace.changeUser, stub)
      .openapi(workspace.shutOutMember, stub)
      .openapi(workspace.loadSample, stub)
      .openapi(workspace.listInvitations, stub)
      .openapi(workspace.invite, stub)
      .openapi(workspace.withdrawInvitation, stub)
      .openapi(workspace.readInvitation, stub)
      .openapi(workspace.acceptInvitation, stub)
      .openapi(workspace.listKeys, stub)
      .openapi(workspace.createKey, stub)
      .openapi(workspace.revokeKey, stub)
      .openapi(workspace.listSessions, stub)
      .openapi(workspace.revokeSession, stub),
  account: (app: OpenAPIHono) =>
    app
      .openapi(account.signIn, stub)
      .openapi(account.signOut, stub)
      .openapi(account.changePassword, stub)
      .openapi(account.getAccount, stub)
      .openapi(account.createPasswordLink, stub)
      .openapi(account.readPasswordLink, stub)
      .openapi(account.setPasswordByLink, stub)
      .openapi(account.signInWithCode, stub)
      .openapi(account.startTwoFactor, stub)
      .openapi(account.confirmTwoFactor, stub)
      .openapi(account.renewBackupCodes, stub)
      .openapi(account.turnTwoFactorOff, stub)
      .openapi(account.turnTwoFactorOffFor, stub)
      .openapi(account.requireTwoFactor, stub),
};

/** What `hc<Api['deals']>()` needs; web and cli import it with `import type`. */
export type Api = { [Room in keyof typeof rooms]: ReturnType<(typeof rooms)[Room]> };

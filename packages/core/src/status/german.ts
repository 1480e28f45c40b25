import type { StatusCatalogue } from "./status-text.ts";

/** The words of statuses in German. */
export const german: StatusCatalogue = {
  language: "de",
  nothingToDo: "Niemand muss etwas tun.",
  progress: ["Pull Requests: {done} von {total}.", "Pull Requests: {done} von mindestens {total}."],
  retry: ["Nächster Versuch: {retryAt}.", "Der nächste Lauf macht weiter."],
  situations: {
    pending: ["Noch nie gelesen", "Die erste Synchronisierung hat noch nicht begonnen."],
    syncing: ["Wird gelesen", "Änderungen werden gelesen. {progress}"],
    first_sync: ["Wird gelesen", "Die erste vollständige Synchronisierung läuft. {progress}"],
    stalled: [
      "Unterbrochen",
      "Die Synchronisierung ist auf halbem Weg stehen geblieben. {progress} {retry}",
    ],
    complete: [
      "Aktuell",
      "Alles, was GitHub zeigte, ist gespeichert. Änderungen sind bis {lastSyncAt} bekannt.",
    ],
    history: [
      "Erste Synchronisierung",
      "Die erste Synchronisierung ist noch nicht vollständig. {progress} {retry}",
    ],
    items: [
      "Einiges fehlt noch",
      "Einige Pull Requests konnten nicht gelesen werden. Alle anderen sind gespeichert. {retry}",
    ],
    permission: [
      "Berechtigung fehlt",
      "Das Token darf nicht alle Daten lesen. Es fehlen: {missing}.",
      "Geben Sie dem Token Lesezugriff auf das, was fehlt.",
    ],
    stopped: [
      "Angehalten",
      "Der letzte Lauf wurde angehalten, bevor er alles gelesen hatte. {retry}",
    ],
    paused: ["Pausiert", "Das Repository ist abgeschaltet. Neue Daten werden nicht gelesen."],
    incomplete: [
      "Unvollständig",
      "Die gespeicherten Daten sind richtig, aber unvollständig. {retry}",
    ],
    failed: [
      "Fehlgeschlagen",
      "Der letzte Lauf ist fehlgeschlagen. {retry}",
      "Sehen Sie sich den Fehler im Protokoll an.",
    ],
    unknown: ["Unbekannter Status", "Eine neuere Version hat diesen Status gespeichert."],
    token_missing: [
      "Kein Token",
      "Für das Repository ist kein Token gespeichert.",
      "Speichern Sie ein Token.",
    ],
    token_undecryptable: [
      "Token unlesbar",
      "Das gespeicherte Token konnte nicht gelesen werden.",
      "Speichern Sie das Token neu, oder lassen Sie seinen Schlüssel wiederherstellen.",
    ],
    token_refused: [
      "Token abgelehnt",
      "GitHub hat das Token abgelehnt: Es ist falsch, abgelaufen, widerrufen oder gesperrt.",
      "Speichern Sie ein neues Token, oder lassen Sie die Sperre aufheben.",
    ],
    access_denied: [
      "Zugriff verweigert",
      "GitHub verweigert dem Token den Zugriff auf das Repository.",
      "Prüfen Sie die Rechte des Tokens, das Single Sign-on der Organisation und ihre IP-Liste.",
    ],
    repository_gone: [
      "Repository weg",
      "GitHub zeigt diesem Token das Repository nicht mehr.",
      "Prüfen Sie den Namen des Repositorys und den Zugriff des Tokens.",
    ],
    rate_limited: ["Limit erreicht", "GitHubs Limit ist verbraucht. {retry}"],
    query_too_heavy: ["Abfrage zu groß", "GitHub brauchte zu lange für die Daten. {retry}"],
    transient: [
      "Vorübergehend gestört",
      "GitHub oder ein Dienst auf dem Weg dorthin gab keine brauchbare Antwort. {retry}",
    ],
    config_invalid: [
      "Falsch eingerichtet",
      "Die Synchronisierung ist nicht richtig eingerichtet.",
      "Berichtigen Sie die Einstellungen; das Protokoll nennt den Fehler.",
    ],
    response_invalid: [
      "Unerwartete Antwort",
      "GitHub hat eine unbrauchbare Antwort geschickt. {retry}",
      "Sehen Sie sich den Fehler im Protokoll an.",
    ],
    store_failed: [
      "Datenbankfehler",
      "Die Datenbank hat versagt. {retry}",
      "Prüfen Sie die Datenbank, wenn das wieder vorkommt.",
    ],
    lease_lost: ["Übernommen", "Ein anderer Prozess hat übernommen. {retry}"],
    internal: [
      "Interner Fehler",
      "Die Synchronisierung ist unerwartet fehlgeschlagen. {retry}",
      "Sehen Sie sich den Fehler im Protokoll an.",
    ],
  },
  page: {
    until: "bis {retryAt}",
    lastSync: "Zuletzt:",
    syncNow: "Jetzt lesen",
  },
  parts: {
    author: "Autoren",
    mergedBy: "wer zusammengeführt hat",
    mergeCommitSha: "Merge-Commits",
    headRepository: "Quell-Repositorys",
    milestone: "Meilensteine",
    labels: "Labels",
    assignees: "Zuständige",
    requestedReviewers: "angefragte Reviewer",
    linkedIssues: "verknüpfte Issues",
    reviews: "Reviews",
    reviewComments: "Review-Kommentare",
    comments: "Kommentare",
    commits: "Commits",
    files: "Dateien",
  },
};

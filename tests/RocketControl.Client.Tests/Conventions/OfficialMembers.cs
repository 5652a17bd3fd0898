namespace RocketControl.Client.Tests.Conventions;

/// <summary>The public surface of the two official RocketRide clients, by TypeScript's names, and by Python's where only Python has it (RocketRide protocol §11).</summary>
internal static class OfficialMembers
{
    public static IReadOnlyList<string> All { get; } =
    [
        "uri", "auth", "env", "persist", "maxRetryTime", "requestTimeout", "onEvent", "onConnected", "onDisconnected", "onConnectError", "onProtocolMessage",
        "onDebugMessage", "onTrace", "wsPath", "module", "clientName", "clientVersion", "public",

        "normalizeUri", "getServerInfo", "withConnection", "connect", "disconnect", "attach", "detach", "isAttached", "login", "logout", "isAuthenticated", "isConnected",
        "getConnectionInfo", "getApiKey", "getAccountInfo", "getOrgId", "ping", "Symbol.asyncDispose", "set_env",

        "buildRequest", "request", "didFail", "call", "dap_request",

        "use", "validate", "terminate", "restart", "getTaskStatus", "getTaskToken", "getTaskPipeline",

        "pipe", "open", "write", "close", "isOpened", "pipeId", "send", "sendFiles", "chat",

        "setEvents", "addMonitor", "removeMonitor",

        "getServices", "getService", "getDashboard", "cprofileStart", "cprofileStop", "cprofileStatus", "cprofileReport",

        "fsOpen", "fsRead", "fsWrite", "fsClose", "fsDelete", "fsListDir", "fsMkdir", "fsRmdir", "fsStat", "fsRename", "fsReadString", "fsWriteString", "fsReadJson",
        "fsWriteJson", "saveTemplate", "getTemplate", "deleteTemplate", "getAllTemplates", "saveLog", "getLog", "deleteLog", "listLogs",

        "account.getProfile", "account.updateProfile", "account.setDefaultTeam", "account.deleteAccount", "account.getOrg", "account.updateOrgName", "account.listKeys",
        "account.createKey", "account.revokeKey", "account.listMembers", "account.inviteMember", "account.updateMemberRole", "account.removeMember", "account.listTeams",
        "account.getTeamDetail", "account.createTeam", "account.deleteTeam", "account.addTeamMember", "account.updateTeamMemberPerms", "account.removeTeamMember",
        "account.getEnvironmentKeys", "account.getEnv", "account.setEnv",

        "billing.getDetails", "billing.getProductPrices", "billing.createCheckoutSession", "billing.createPortalSession", "billing.cancelSubscription",
        "billing.getCreditBalance", "billing.listCreditPacks", "billing.createCreditCheckout",

        "database.query", "database.dialect",

        "deploy.add", "deploy.remove", "deploy.list", "deploy.status", "deploy.update",

        "Question", "addInstruction", "addExample", "addContext", "addHistory", "addGoal", "addQuestion", "addDocuments", "getPrompt", "toDict", "fromDict", "Answer", "Doc",
        "DocHelper", "DocFilter", "createDefault", "forTables", "forFullDocuments", "withAIEnhancements", "DocGroup", "DocGroupHelper", "DocMetadata",
    ];
}

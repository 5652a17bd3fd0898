using System.Collections.Frozen;

namespace RocketControl.Client.Emulator.Feldera.Errors;

/// <summary>The error codes of Feldera protocol §4 and the HTTP statuses they come with.</summary>
internal static class ErrorCodes
{
    private static readonly FrozenDictionary<string, int> Statuses = new[]
    {
        Of(
            400, "IllegalPipelineAction", "InvalidTransition", "CannotStartWithUndismissedError", "CannotStartWhileClearingStorage",
            "CannotStartWithCompilationError", "StartFailedDueToFailedCompilation", "InitialImmutableUnlessStopped",
            "BootstrapPolicyImmutableUnlessStopped", "InitialStandbyNotAllowed", "InvalidBootstrapConfig", "PauseWhileNotProvisioned",
            "ResumeWhileNotProvisioned", "UpdateRestrictedToStopped", "EditRestrictedToClearedStorage", "DeleteRestrictedToFullyStopped",
            "DeleteRestrictedToClearedStorage", "StorageStatusImmutableUnlessStopped", "InvalidStorageStatusTransition",
            "DismissErrorRestrictedToFullyStopped", "EmptyName", "TooLongName", "NameDoesNotMatchPattern", "InvalidRuntimeConfig", "InvalidProgramConfig",
            "InvalidParam", "InvalidConnectorAction", "InvalidActivateStatus", "AdHocQueryError", "NoTransactionInProgress", "UnableToConnect",
            "ParseErrors", "ParseError", "IncarnationUuidMismatch"),
        Of(401, "AuthenticationFailed", "InvalidApiKey", "InvalidOidcToken"),
        Of(403, "InsufficientPermissions", "RoleExceedsCreator", "NotATenantMember"),
        Of(
            404, "UnknownPipelineName", "UnknownPipeline", "UnknownApiKey", "UnknownInputStream", "UnknownOutputStream", "UnknownInputEndpoint",
            "UnknownOutputEndpoint", "UnknownPipelineMonitorEvent", "UnknownClusterMonitorEvent", "NoCheckpoints"),
        Of(405, "UnsupportedPipelineAction"),
        Of(
            409, "DuplicateName", "OutdatedProgramVersion", "OutdatedPipelineVersion", "TransactionInProgress", "BootstrapRejected",
            "BootstrapRejectedByUser"),
        Of(410, "PipelineRestarted", "UnknownEndpointInCompletionToken", "Terminating", "InvalidInitialStatus"),
        Of(429, "ApiConnectionLimit"),
        Of(501, "EnterpriseFeature"),
        Of(
            503, "PipelineInteractionNotDeployed", "PipelineUnavailable", "PipelineInteractionUnreachable", "RunnerInteractionUnreachable",
            "LockTookTooLong", "DeadlockDetected", "CompilerUnavailable", "RunnerInteractionLogFollowRequestChannelFull", "Initializing",
            "AwaitingApproval", "Suspended", "RestoreInProgress", "BootstrapInProgress"),
        Of(504, "CompilerTimeout"),
    }.SelectMany(codes => codes).ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => Statuses.Keys;

    /// <summary>500 for a code that is not known to be anything else.</summary>
    public static int StatusOf(string code) => Statuses.GetValueOrDefault(code, 500);

    private static IEnumerable<KeyValuePair<string, int>> Of(int status, params string[] codes) =>
        codes.Select(code => KeyValuePair.Create(code, status));
}

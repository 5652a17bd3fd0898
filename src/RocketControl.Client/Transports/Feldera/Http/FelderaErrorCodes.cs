using System.Collections.Frozen;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>The server's error codes by what they mean (Feldera protocol §4).</summary>
internal static class FelderaErrorCodes
{
    private static readonly FrozenDictionary<string, FelderaErrorMeaning> Meanings = Read(
        (FelderaErrorMeaning.Authentication, "AuthenticationFailed InvalidApiKey InvalidOidcToken"),
        (FelderaErrorMeaning.Permission, "InsufficientPermissions RoleExceedsCreator NotATenantMember"),
        (FelderaErrorMeaning.NotFound, "UnknownPipelineName UnknownPipeline UnknownApiKey UnknownInputStream UnknownOutputStream UnknownInputEndpoint"),
        (FelderaErrorMeaning.InvalidState,
            "IllegalPipelineAction InvalidTransition CannotStartWithUndismissedError CannotStartWhileClearingStorage InitialImmutableUnlessStopped "
            + "BootstrapPolicyImmutableUnlessStopped PauseWhileNotProvisioned ResumeWhileNotProvisioned UpdateRestrictedToStopped EditRestrictedToClearedStorage "
            + "DeleteRestrictedToFullyStopped DeleteRestrictedToClearedStorage StorageStatusImmutableUnlessStopped InvalidStorageStatusTransition "
            + "DismissErrorRestrictedToFullyStopped NoTransactionInProgress BootstrapRejected BootstrapRejectedByUser"),
        (FelderaErrorMeaning.InvalidArgument,
            "InitialStandbyNotAllowed InvalidBootstrapConfig EmptyName TooLongName NameDoesNotMatchPattern InvalidRuntimeConfig InvalidProgramConfig InvalidParam "
            + "InvalidConnectorAction InvalidActivateStatus AdHocQueryError UnableToConnect"),
        (FelderaErrorMeaning.DoesNotCompile, "CannotStartWithCompilationError StartFailedDueToFailedCompilation"),
        (FelderaErrorMeaning.PartialInput, "ParseErrors ParseError"),
        (FelderaErrorMeaning.Unsupported, "EnterpriseFeature UnsupportedPipelineAction"),
        (FelderaErrorMeaning.Conflict, "DuplicateName OutdatedProgramVersion OutdatedPipelineVersion TransactionInProgress"),
        (FelderaErrorMeaning.Gone, "IncarnationUuidMismatch PipelineRestarted UnknownEndpointInCompletionToken Terminating InvalidInitialStatus"),
        (FelderaErrorMeaning.RateLimited, "ApiConnectionLimit"),
        (FelderaErrorMeaning.ComingUp, "Initializing RestoreInProgress BootstrapInProgress"),
        (FelderaErrorMeaning.NotReady, "PipelineInteractionNotDeployed AwaitingApproval Suspended"),
        (FelderaErrorMeaning.Unavailable,
            "RunnerInteractionUnreachable LockTookTooLong DeadlockDetected CompilerUnavailable RunnerInteractionLogFollowRequestChannelFull CompilerTimeout"),
        (FelderaErrorMeaning.Unreachable, "PipelineInteractionUnreachable PipelineUnavailable"),
        (FelderaErrorMeaning.Server, "PipelineInteractionInvalidResponse"));

    public static FelderaErrorMeaning Meaning(string? code) => code is null ? FelderaErrorMeaning.Unknown : Meanings.GetValueOrDefault(code);

    private static FrozenDictionary<string, FelderaErrorMeaning> Read(params ReadOnlySpan<(FelderaErrorMeaning Meaning, string Codes)> rows)
    {
        var meanings = new Dictionary<string, FelderaErrorMeaning>(StringComparer.Ordinal);
        foreach (var (meaning, codes) in rows)
        {
            foreach (var code in codes.Split(' '))
                meanings.Add(code, meaning);
        }
        return meanings.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

using System.Text.Json;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>One refusal by the server, and the exceptions that need more than its text.</summary>
/// <param name="Subject">Who it is about, for the beginning of a sentence.</param>
/// <param name="Text">The server's words.</param>
/// <param name="Details">What it adds; undefined for nothing.</param>
/// <param name="Context">The circumstances.</param>
internal sealed record FelderaRefusal(string Subject, string Text, JsonElement Details, RunErrorContext Context)
{
    public string Say(string ours) => Text.Length == 0 ? $"{ours} ({Context.Code})." : $"{ours} ({Context.Code}). The server says: {Text}";

    public RunAuthenticationException Authentication() =>
        new(Say("The server refused the credential. Check FelderaOptions.Credential, and Tenant if there are several"), Context);

    public RunNotFoundException NotFound() => new(
        Context.Code switch
        {
            "UnknownInputStream" => Say($"{Subject} has no such table. Unquoted SQL names are case-insensitive; send quoted ones with their quotes"),
            "UnknownOutputStream" => Say($"{Subject} has no such view. Unquoted SQL names are case-insensitive; send quoted ones with their quotes"),
            "UnknownInputEndpoint" => Say($"{Subject} has no such connector. A connector needs a name in the program to be addressed"),
            "UnknownApiKey" => Say("There is no such API key"),
            _ => Say($"There is no such pipeline. Check the name, and FelderaOptions.Tenant if there are several; create it with UseAsync"),
        },
        Context);

    public RunInvalidStateException InvalidState() => new(
        Say($"{Subject} is in a state that does not allow this" + (Advice() is { } advice ? $". {advice}" : "")), Context)
    {
        CurrentState = Details.Text("status"u8) ?? Details.Text("from"u8) ?? Details.Text("current_status"u8),
        DesiredState = Details.Text("current_desired_status"u8) ?? Details.Text("desired_status"u8),
        Hint = Details.Text("hint"u8),
    };

    public RunNotSupportedException Unsupported() => Context.Code == "EnterpriseFeature"
        ? new RunNotSupportedException(
            Context.Operation == RunOperation.Terminate
                ? Say("This server's edition cannot save the state of a pipeline, so it cannot end one gracefully. Use TerminateMode.Force, or set "
                    + "TerminateOptions.AllowFallback")
                : Say("This server's edition cannot do that; it needs the Enterprise edition"),
            Context)
        : new RunNotSupportedException(Say("The server cannot do this"), Context);

    public RunNotReadyException NotReady() => new(
        Context.Code switch
        {
            FelderaErrors.NotDeployed => Say($"{Subject} is not deployed. Start it first"),
            "AwaitingApproval" => Say($"{Subject} waits for an approval of its changed program: FelderaTransport.ApproveAsync"),
            _ => Say($"{Subject} is not ready"),
        },
        Context);

    public RunUnavailableException Unreachable(bool isUnsent) => new(
        isUnsent
            ? Say($"{Subject} cannot be reached by the server; the request did not get to it")
            : Say($"{Subject} cannot be reached by the server. It may have got the request; a paused one does not take data without FelderaIngestOptions.Force"),
        Context with { OutcomeUnknown = !isUnsent });

    private string? Advice() => Context.Code switch
    {
        "CannotStartWithUndismissedError" => "An earlier error has to be dismissed first: FelderaTransport.DismissErrorAsync",
        "UpdateRestrictedToStopped" => "End it first",
        "EditRestrictedToClearedStorage" => "Clear its storage first: FelderaTransport.ClearAsync",
        "DeleteRestrictedToFullyStopped" => "End it first, then clear it",
        "DeleteRestrictedToClearedStorage" => "Clear its storage first: FelderaTransport.ClearAsync",
        "InvalidTransition" when Context.Operation == RunOperation.Terminate => "Use TerminateMode.Force",
        "IllegalPipelineAction" => Details.Text("hint"u8)?.TrimEnd('.'),
        _ => null,
    };
}

using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Commands;

/// <summary>The answer to the debugger's <c>initialize</c> (RocketRide protocol §3.11).</summary>
internal static class DebuggerCapabilities
{
    public static JsonObject Body() => new()
    {
        ["supportsConfigurationDoneRequest"] = true,
        ["supportsFunctionBreakpoints"] = true,
        ["supportsConditionalBreakpoints"] = true,
        ["supportsHitConditionalBreakpoints"] = true,
        ["supportsEvaluateForHovers"] = true,
        ["exceptionBreakpointFilters"] = new JsonArray(
            Filter("raised", "Raised Exceptions", false),
            Filter("uncaught", "Uncaught Exceptions", true),
            Filter("userUnhandled", "User Uncaught Exceptions", false)),
        ["supportsStepBack"] = false,
        ["supportsSetVariable"] = true,
        ["supportsRestartFrame"] = false,
        ["supportsGotoTargetsRequest"] = true,
        ["supportsStepInTargetsRequest"] = true,
        ["supportsCompletionsRequest"] = true,
        ["completionTriggerCharacters"] = new JsonArray(),
        ["supportsModulesRequest"] = true,
        ["additionalModuleColumns"] = new JsonArray(),
        ["supportedChecksumAlgorithms"] = new JsonArray(),
        ["supportsRestartRequest"] = false,
        ["supportsExceptionOptions"] = true,
        ["supportsValueFormattingOptions"] = true,
        ["supportsExceptionInfoRequest"] = true,
        ["supportTerminateDebuggee"] = true,
        ["supportSuspendDebuggee"] = true,
        ["supportsDelayedStackTraceLoading"] = true,
        ["supportsLoadedSourcesRequest"] = false,
        ["supportsLogPoints"] = true,
        ["supportsTerminateThreadsRequest"] = false,
        ["supportsSetExpression"] = true,
        ["supportsTerminateRequest"] = true,
        ["supportsDataBreakpoints"] = false,
        ["supportsReadMemoryRequest"] = false,
        ["supportsDisassembleRequest"] = false,
        ["supportsClipboardContext"] = true,
        ["supportsDebuggerProperties"] = true,
    };

    private static JsonObject Filter(string name, string label, bool onByDefault) =>
        new() { ["filter"] = name, ["label"] = label, ["default"] = onByDefault };
}

using System.Net;
using System.Text.Json;

namespace RocketControl.Client.Transports.Processes;

/// <summary>An answer that was understood.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Status">Its status.</param>
/// <param name="Root">Its JSON object; undefined when it is a page.</param>
/// <param name="Text">The server's words; empty when there are none.</param>
internal sealed record ProcessAnswer(ProcessAnswerKind Kind, HttpStatusCode Status, JsonElement Root, string Text)
{
    /// <summary>True when the same request was sent before and its answer was lost, so that it may have been carried out then.</summary>
    public bool IsRepetition { get; init; }

    /// <summary>The circumstances, for an exception.</summary>
    public RunErrorContext Context(RunOperation operation) =>
        new(RunBackend.Processes, operation) { HttpStatus = Status, ServerMessage = Text.Length > 0 ? Text : null };
}

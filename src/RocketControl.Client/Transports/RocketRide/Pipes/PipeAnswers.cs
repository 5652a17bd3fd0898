using System.Text.Json;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Reads the answers about a pipe. The server reports success whatever its engine did; only what the answer holds proves it (RocketRide protocol §3.4).</summary>
internal static class PipeAnswers
{
    /// <summary>The number of the pipe that was opened; null when none was.</summary>
    public static long? PipeIdOf(DapResponse reply)
    {
        if (reply.Body.IsEmpty)
            return null;
        using var document = JsonDocument.Parse(reply.Body);
        return document.RootElement.Integer("pipe_id"u8);
    }

    /// <exception cref="PipeFailedException">The run lost the object or failed to process it.</exception>
    public static SendResult ResultOf(DapResponse reply, Run run)
    {
        var context = new RunErrorContext(RunBackend.RocketRide, RunOperation.Send);
        if (reply.Body.IsEmpty)
        {
            throw new PipeFailedException(
                $"{run} returned nothing for the object: a component failed, or the pipe was idle for more than a minute and was dropped. The server does not "
                + "say which.", context);
        }
        using var document = JsonDocument.Parse(reply.Body);
        var body = document.RootElement;
        if (body.ValueKind != JsonValueKind.Object)
            throw new RunProtocolException($"The result of {run} is not a JSON object, so what it made of the object is not known.", context with { OutcomeUnknown = true });
        var (result, error) = SendResultReader.Read(body, body.Member("result_types"u8) ?? default);
        if (error is null)
            return result;
        var text = Redaction.Redact(error);
        throw new PipeFailedException($"{run} failed to process the object: {text}", context with { ServerMessage = text }) { Result = result };
    }
}

using System.Net;
using System.Text.Json;
using RocketControl.Client.Diagnostics;

namespace RocketControl.Client.Transports.RocketRide.Http;

/// <summary>Turns the data of a <c>POST /task/data</c> with one object into a result (RocketRide protocol §7.3).</summary>
internal static class HttpSendResultReader
{
    private static readonly RunErrorContext Context = new(RunBackend.RocketRide, RunOperation.Send);

    /// <exception cref="RunControlException">The object failed, or the answer has another shape.</exception>
    public static SendResult Read(JsonElement data)
    {
        if (data.Member("objects"u8) is not { ValueKind: JsonValueKind.Object } objects || objects.EnumerateObject().Take(2).ToList() is not [var only])
            throw new RunProtocolException("The server's answer does not hold the one object that was sent.", Context with { OutcomeUnknown = true });

        var result = only.Value;
        if (result.Text("status"u8) != "OK")
            throw HttpRefusals.OfObject(result, HttpStatusCode.OK);
        if (result.Text("objectId"u8) is null)
        {
            throw new PipeFailedException(
                "The run returned nothing for the object: a component failed, or the MIME type or name is not acceptable. The server does not say which.", Context);
        }
        var (read, error) = SendResultReader.Read(result, data.Member("resultTypes"u8) ?? default);
        if (error is null)
            return read;
        var text = Redaction.Redact(error);
        throw new PipeFailedException($"The run failed to process the object: {text}", Context with { ServerMessage = text }) { Result = read };
    }
}

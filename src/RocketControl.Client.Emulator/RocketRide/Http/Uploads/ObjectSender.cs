using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Http.Uploads;

/// <summary>Sends the objects of an upload side by side, each through a pipe of its own (RocketRide protocol §7.3).</summary>
internal sealed class ObjectSender(PrivateClient client, string? token, CancellationToken aborted)
{
    private const string Hint =
        "\n\nCommon causes:\n"
        + "- Pipeline isn't running (wrong token or task terminated)\n"
        + "- Pipeline source is `chat` (use `client.chat()`), not `webhook`/`dropper`\n"
        + "- MIME type doesn't match the source lane (try `mimetype=\"text/plain\"`)\n";

    /// <summary>The outcomes in the order of the objects. All pipes are asked for before the first write, so that no object reuses the id of another.</summary>
    public Task<ObjectOutcome[]> SendAsync(IEnumerable<UploadedObject> objects)
    {
        (UploadedObject Object, Task<JsonNode?> Pipe)[] opening = [.. objects.Select(upload => (upload, OpenAsync(upload)))];
        return Task.WhenAll(opening.Select(entry => SendAsync(entry.Object, entry.Pipe)));
    }

    private async Task<ObjectOutcome> SendAsync(UploadedObject upload, Task<JsonNode?> opening)
    {
        try
        {
            JsonNode? pipe = await opening.ConfigureAwait(false);
            return new ObjectOutcome(upload.Key, await FillAsync(pipe, upload).ConfigureAwait(false), null);
        }
        catch (CommandException failure)
        {
            return new ObjectOutcome(upload.Key, null, HandlerFailure.OfPipe(failure.Message));
        }
    }

    /// <summary>The pipe's id; null when the engine refused and the server hid it. Such a pipe is written to and closed all the same.</summary>
    private async Task<JsonNode?> OpenAsync(UploadedObject upload)
    {
        var info = new JsonObject { ["name"] = upload.Name };
        if (upload.Size is { } size)
            info["size"] = size;
        var arguments = new JsonObject { ["object"] = info, ["mimeType"] = upload.MimeType, ["provider"] = null };
        try
        {
            return (await CallAsync("open", arguments).ConfigureAwait(false))?["pipe_id"];
        }
        catch (CommandException refused)
        {
            throw new CommandException(refused.Message + Hint);
        }
    }

    /// <summary>The result. A pipe is closed also when something goes wrong, which commits what was written.</summary>
    private async Task<JsonObject?> FillAsync(JsonNode? pipe, UploadedObject upload)
    {
        try
        {
            await WriteAsync(pipe, upload).ConfigureAwait(false);
        }
        catch
        {
            await CallAsync("close", PipeArguments(pipe)).ConfigureAwait(false);
            throw;
        }
        return await CallAsync("close", PipeArguments(pipe)).ConfigureAwait(false);
    }

    private async Task WriteAsync(JsonNode? pipe, UploadedObject upload)
    {
        if (upload.Stream is null)
        {
            await CallAsync("write", PipeArguments(pipe), upload.Text).ConfigureAwait(false);
            return;
        }

        await foreach (ReadOnlyMemory<byte> chunk in UploadChunks.Of(upload.Stream, aborted).ConfigureAwait(false))
            await CallAsync("write", PipeArguments(pipe), chunk).ConfigureAwait(false);
    }

    private async Task<JsonObject?> CallAsync(string subcommand, JsonObject arguments, ReadOnlyMemory<byte>? data = null)
    {
        arguments["subcommand"] = subcommand;
        arguments["token"] = token;
        try
        {
            return await client.CallAsync("rrext_process", arguments, data).ConfigureAwait(false);
        }
        catch (CommandException silent) when (silent.Message.Length == 0)
        {
            throw new CommandException($"Failed to {(subcommand == "write" ? "write to" : subcommand)} a data pipe.");
        }
    }

    private static JsonObject PipeArguments(JsonNode? pipe) => new() { ["pipe_id"] = pipe?.DeepClone() };
}

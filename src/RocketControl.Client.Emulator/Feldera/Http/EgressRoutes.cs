using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Data;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Runtime;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>Changes of a view or table as an endless stream (Feldera protocol §10).</summary>
internal static class EgressRoutes
{
    public static IEnumerable<ApiRoute> All { get; } = [ApiRoute.Of("POST", "/v0/pipelines/{p}/egress/{v}", Listen)];

    private static HttpAnswer Listen(ApiCall call)
    {
        string format = call.Query["format"] ?? "csv";
        if (format is not ("csv" or "json"))
            throw Refusals.InvalidParam($"unknown format '{format}'");
        bool isArray = call.Flag("array");
        PipelineProcess process = Interaction.ReachReady(call);
        Relation relation = process.Circuit.Find(SqlName.Parse(call.Arguments[1]))
            ?? throw Refusals.Of("UnknownOutputStream", $"There is no view '{call.Arguments[1]}'", new JsonObject { ["stream"] = call.Arguments[1] });
        bool sendsSnapshot = call.Flag("send_snapshot");
        if (sendsSnapshot && !relation.IsMaterialized)
            throw Refusals.InvalidParam($"'{relation.Name}' is not materialized: there is no snapshot of it");

        var subscription = new EgressSubscription(relation, call.Flag("backpressure", otherwise: true));
        process.Circuit.Subscribe(subscription, sendsSnapshot);
        var writer = new ChunkWriter(format == "json", isArray);
        return HttpAnswer.Streamed(
            format == "json" ? "application/json" : "text/csv",
            (stream, over) => StreamAsync(call.Server, process, subscription, writer, stream, over));
    }

    private static async Task StreamAsync(
        FelderaServer server, PipelineProcess process, EgressSubscription subscription, ChunkWriter writer, Stream stream, CancellationToken over)
    {
        try
        {
            Task<bool> arrival = subscription.Chunks.WaitToReadAsync(over).AsTask();
            while (true)
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(over);
                Task silence = Task.Delay(server.Timings.EgressKeepAlive, server.Options.TimeProvider, limit.Token);
                if (await Task.WhenAny(arrival, silence).ConfigureAwait(false) == silence)
                {
                    over.ThrowIfCancellationRequested();
                    EgressChunk? keepAlive;
                    lock (server.Gate)
                        keepAlive = subscription.KeepAlive();
                    if (keepAlive is not null)
                        await WriteAsync(stream, writer.Write(keepAlive), over).ConfigureAwait(false);
                    continue;
                }
                await limit.CancelAsync().ConfigureAwait(false);
                if (!await arrival.ConfigureAwait(false))
                    return;
                while (subscription.Chunks.TryRead(out EgressChunk? chunk))
                    await WriteAsync(stream, writer.Write(chunk), over).ConfigureAwait(false);
                arrival = subscription.Chunks.WaitToReadAsync(over).AsTask();
            }
        }
        finally
        {
            lock (server.Gate)
                process.Circuit.Unsubscribe(subscription);
        }
    }

    private static async Task WriteAsync(Stream stream, byte[] text, CancellationToken over)
    {
        await stream.WriteAsync(text, over).ConfigureAwait(false);
        await stream.FlushAsync(over).ConfigureAwait(false);
    }
}

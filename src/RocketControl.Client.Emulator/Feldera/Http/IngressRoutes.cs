using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using RocketControl.Client.Emulator.Feldera.Data;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Pipelines;
using RocketControl.Client.Emulator.Feldera.Runtime;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>Data in, its completion, and transactions (Feldera protocol §9).</summary>
internal static class IngressRoutes
{
    private const int BufferSize = 64 * 1024;

    public static IEnumerable<ApiRoute> All { get; } =
    [
        ApiRoute.OfStream("POST", "/v0/pipelines/{p}/ingress/{t}", IngestAsync, streamsBody: true),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/completion_status", CompletionStatus),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/start_transaction", StartTransaction),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/commit_transaction", CommitTransaction),
    ];

    private static async Task<HttpAnswer> IngestAsync(ApiCall call)
    {
        call.Context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        IngressFormat format = IngressFormat.Of(call.Query);
        PipelineProcess process = call.Flag("force") ? Reach(call, Interaction.ReachReady) : await ReachRunningAsync(call).ConfigureAwait(false);
        Relation table;
        lock (call.Server.Gate)
        {
            table = process.Circuit.FindTable(SqlName.Parse(call.Arguments[1]))
                ?? throw Refusals.Of("UnknownInputStream", $"There is no table '{call.Arguments[1]}'", new JsonObject { ["stream"] = call.Arguments[1] });
        }

        var records = new RecordReader(table, format);
        await ReadBodyAsync(call, process, table, new RecordSplitter(format.Splitting), records).ConfigureAwait(false);
        if (records.Failures.Count > 0)
            throw records.Failures.ToRefusal();
        lock (call.Server.Gate)
            return HttpAnswer.Json(new JsonObject { ["token"] = CompletionToken.Of(process).ToString() });
    }

    /// <summary>Takes in what is there while the rest is still on its way: what has come stays when the connection breaks.</summary>
    private static async Task ReadBodyAsync(ApiCall call, PipelineProcess process, Relation table, RecordSplitter splitter, RecordReader reader)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int count;
            while ((count = await call.Context.Request.Body.ReadAsync(buffer, call.Over).ConfigureAwait(false)) > 0)
                Take(splitter.Push(buffer.AsSpan(0, count)));
            Take(splitter.Finish());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        void Take(List<string> records)
        {
            if (records.Count == 0)
                return;
            List<Change> changes = [.. records.SelectMany(reader.Read)];
            lock (call.Server.Gate)
            {
                if (process is { IsDisposed: true } or { IsReachable: false } or { Failure: not null })
                    throw Refusals.Unreachable(call.Arguments[0], call.Action, "the pipeline disconnected while it was processing the request");
                process.Circuit.Ingest(table, changes, records.Sum(record => (long)Encoding.UTF8.GetByteCount(record)));
                process.StepSoon();
            }
        }
    }

    /// <summary>Waits as long as the pipeline is paused, but no longer than the manager does.</summary>
    private static async Task<PipelineProcess> ReachRunningAsync(ApiCall call)
    {
        using var limit = new CancellationTokenSource(call.Server.Timings.IngressLimit, call.Server.Options.TimeProvider);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, call.Over);
        while (true)
        {
            Task changed = call.Server.Changes.Next;
            PipelineProcess process = Reach(call, Interaction.ReachReady);
            if (process.Status != RuntimeStatus.Paused)
                return process;
            try
            {
                await changed.WaitAsync(ended.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested && !call.Over.IsCancellationRequested)
            {
                throw Refusals.Unreachable(
                    call.Arguments[0], call.Action, $"timeout ({call.Server.Timings.IngressLimit.TotalSeconds:0.###}s) was reached: the pipeline took too long");
            }
        }
    }

    private static PipelineProcess Reach(ApiCall call, Func<ApiCall, PipelineProcess> reach)
    {
        lock (call.Server.Gate)
            return reach(call);
    }

    private static HttpAnswer CompletionStatus(ApiCall call)
    {
        PipelineProcess process = Interaction.ReachInitialized(call);
        string text = call.Query["token"] ?? throw Refusals.InvalidParam("the parameter 'token' is missing");
        CompletionToken token = CompletionToken.Parse(text) ?? throw Refusals.InvalidParam($"'{text}' is no completion token");
        if (token.Incarnation != process.Incarnation)
            throw Refusals.Of("PipelineRestarted", "The pipeline has been restarted since the token was made");
        bool isComplete = token.Batch <= process.Circuit.CompletedBatch;
        return HttpAnswer.Json(new JsonObject
        {
            ["status"] = isComplete ? "complete" : "inprogress",
            ["step"] = token.Batch <= process.Circuit.SteppedBatch ? process.Circuit.Counters.Steps : null,
        });
    }

    private static HttpAnswer StartTransaction(ApiCall call) =>
        HttpAnswer.Json(new JsonObject { ["transaction_id"] = Interaction.ReachReady(call).Transactions.Start() });

    private static HttpAnswer CommitTransaction(ApiCall call)
    {
        Interaction.ReachReady(call).Transactions.Commit();
        return Replies.Text("Transaction commit initiated");
    }
}

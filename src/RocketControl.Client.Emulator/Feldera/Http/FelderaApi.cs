using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>The API of the manager and, behind it, of the pipelines.</summary>
internal sealed class FelderaApi
{
    private readonly FelderaServer _server;
    private readonly Ledger<ReceivedHttpRequest> _ledger;
    private readonly FaultyHttp _http;
    private readonly CancellationToken _stopping;
    private readonly ApiRoute[] _routes =
    [
        .. ServerRoutes.All, .. AccessRoutes.All, .. PipelineRoutes.All, .. LifecycleRoutes.All, .. CheckpointRoutes.All, .. IngressRoutes.All,
        .. EgressRoutes.All, .. QueryRoutes.All, .. ConnectorRoutes.All, .. ObservationRoutes.All, .. DiagnosticRoutes.All,
    ];

    public FelderaApi(FelderaServer server, Ledger<ReceivedHttpRequest> ledger, CancellationToken stopping)
    {
        _server = server;
        _ledger = ledger;
        _stopping = stopping;
        _http = new FaultyHttp(server.Faults.Http, server.Options.TimeProvider, stopping);
    }

    /// <summary>Answers a request. Never throws.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string[] path = target.Split('?')[0].Split('/');
        ApiRoute? route = Find(context.Request.Method, path);
        string? body = route is { StreamsBody: true } ? null : await ReadBodyAsync(context).ConfigureAwait(false);
        _ledger.Record(_ => ReceivedHttpRequest.Of(context.Request) with { RawTarget = target, Body = body });
        await _http.HandleAsync(context, _ => AnswerAsync(context, path, route, body)).ConfigureAwait(false);
    }

    private async Task<HttpAnswer> AnswerAsync(HttpContext context, string[] path, ApiRoute? route, string? body)
    {
        if (route is null)
        {
            return Array.Exists(_routes, other => other.Match(path) is not null)
                ? ErrorAnswers.Page(StatusCodes.Status405MethodNotAllowed, "Method Not Allowed")
                : ErrorAnswers.Page(StatusCodes.Status404NotFound, "Not Found");
        }
        if (body is null && !route.StreamsBody)
            return ErrorAnswers.Page(StatusCodes.Status413PayloadTooLarge, "Payload Too Large");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping);
        try
        {
            if (!route.IsPublic)
                Access.Check(_server, context.Request, route.IsForReaders);
            var query = new QueryParameters(context.Request.QueryString.Value);
            return await route.Handler(new ApiCall(context, _server, query, route.Match(path)!, body ?? "", over.Token)).ConfigureAwait(false);
        }
        catch (RefusedException refused)
        {
            return ErrorAnswers.Of(refused.Error);
        }
        catch (Exception bug) when (bug is not (IOException or OperationCanceledException))
        {
            return ErrorAnswers.Of(new ApiError("UnknownError", bug.Message));
        }
    }

    private ApiRoute? Find(string method, string[] path) => Array.Find(_routes, route => route.Method == method && route.Match(path) is not null);

    /// <summary>Null when the body is too long, or does not come to its end.</summary>
    private async Task<string?> ReadBodyAsync(HttpContext context)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = _server.Options.MaxBodyBytes;
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
            return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            return null;
        }
    }
}

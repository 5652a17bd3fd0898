using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Hosting;
using RocketControl.Client.Emulator.RocketRide.Connections;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>The server's HTTP side (RocketRide protocol §7): everything that is no upgrade to WebSocket.</summary>
internal sealed class HttpApi
{
    private readonly ServerLife _server;
    private readonly RouteTable _routes = new();
    private readonly FaultyHttp _http;

    public HttpApi(ServerLife server)
    {
        _server = server;
        _http = new FaultyHttp(server.Faults.Http, server.Options.TimeProvider, server.Stopping);
        _routes.Add(new InformationRoutes(server.Options.TimeProvider).Routes);
        _routes.Add(PageRoutes.Applications);
        _routes.Add(TaskRoutes.Routes);
        _routes.Add(DataRoutes.Routes);
        _routes.Add(PageRoutes.Shell);
        _routes.Add(PageRoutes.Documents(_routes));
    }

    /// <summary>Answers a request, unless a fault is against it or the server stops first. Never throws.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        _server.Ledger.Record(context.Request);
        SetLimits(context);
        await _http.HandleAsync(context, AnswerAsync).ConfigureAwait(false);
    }

    private async Task<HttpAnswer> AnswerAsync(HttpContext context)
    {
        try
        {
            HttpAnswer answer = await HandleCallAsync(context).ConfigureAwait(false);
            return CrossOrigin.Open(context.Request, answer).With("Server", "uvicorn");
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Envelope.Detail("Request Entity Too Large", refused.StatusCode);
        }
        catch (Exception bug) when (bug is not (IOException or OperationCanceledException))
        {
            return Envelope.Failure(HandlerFailure.OfCall(bug.Message));
        }
    }

    private Task<HttpAnswer> HandleCallAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (CrossOrigin.IsPreflight(request))
            return Task.FromResult(CrossOrigin.Preflight(request));

        var query = new QueryParameters(request.QueryString.Value);
        ClientIdentity? identity = null;
        try
        {
            if (!_routes.IsPublic(request.Path.Value ?? ""))
                identity = _server.Keys.Verify(Credential.Of(request, query));
        }
        catch (LoginRefusedException refused)
        {
            return Task.FromResult(LoginRefusal.Answer(request, refused));
        }
        return _routes.AnswerAsync(new HttpCall(context, query, identity, _server));
    }

    private void SetLimits(HttpContext context) =>
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = _server.Options.MaxUploadBytes;
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>The pages and packages that a server has only once they are built, which here they never are (RocketRide protocol §7.2).</summary>
internal static class PageRoutes
{
    private const string NotBuilt = "The pages are not built";

    /// <summary>The routes that the server registers before those of the tasks.</summary>
    public static IEnumerable<Route> Applications =>
    [
        Public("/chat", Unavailable),
        Public("/chat/{file_path}", Unavailable),
        Public("/dropper", Failed),
        Public("/dropper/{file_path}", Failed),
        Public("/client/python/{filename}", NoPackage),
        Public("/client/typescript", NoPackage),
        Public("/client/vscode", NoPackage),
    ];

    /// <summary>The routes that the server registers behind those of the tasks.</summary>
    public static IEnumerable<Route> Shell => [Public("/", Unavailable), Public("/shell/{file_path}", Unavailable)];

    /// <summary>The descriptions of all routes.</summary>
    public static IEnumerable<Route> Documents(RouteTable table) =>
    [
        new("GET", "/openapi.json", _ => Task.FromResult(Envelope.Json(OpenApiDocument.Describe(table.Routes))), IsPublic: true, IsListed: false),
        new("GET", "/docs", Document, IsListed: false),
        new("GET", "/redoc", Document, IsPublic: true, IsListed: false),
    ];

    private static Route Public(string pattern, RouteHandler handler) => new("GET", pattern, handler, IsPublic: true);

    private static Task<HttpAnswer> Unavailable(HttpCall call) =>
        Task.FromResult(Envelope.Detail(NotBuilt, StatusCodes.Status503ServiceUnavailable));

    private static Task<HttpAnswer> Failed(HttpCall call) => Task.FromResult(Envelope.Failure(new HandlerFailure(NotBuilt, "dropper.py", 1)));

    private static Task<HttpAnswer> NoPackage(HttpCall call) => Task.FromResult(Envelope.Json(
        new JsonObject { ["error"] = "Not found", ["message"] = "The package is not built" }, StatusCodes.Status404NotFound));

    private static Task<HttpAnswer> Document(HttpCall call) => Task.FromResult(HttpAnswer.Html(
        """<!DOCTYPE html><html><head><title>RocketRide Web Services</title></head><body><a href="/openapi.json">openapi.json</a></body></html>"""));
}

using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Processes;

/// <summary>What Flask itself answers: pages for people, also to programs.</summary>
internal static class FlaskPages
{
    public static HttpAnswer NotFound() => Page(
        StatusCodes.Status404NotFound,
        "Not Found",
        "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.");

    public static HttpAnswer NotAllowed(string allowed) =>
        Page(StatusCodes.Status405MethodNotAllowed, "Method Not Allowed", "The method is not allowed for the requested URL.").With("Allow", allowed);

    private static HttpAnswer Page(int status, string title, string text) =>
        HttpAnswer.Html($"<!doctype html>\n<html lang=en>\n<title>{status} {title}</title>\n<h1>{title}</h1>\n<p>{text}</p>\n", status);
}

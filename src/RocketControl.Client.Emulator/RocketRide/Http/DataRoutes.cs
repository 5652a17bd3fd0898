using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Hosting;
using RocketControl.Client.Emulator.RocketRide.Http.Uploads;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary><c>/task/data</c> and its other names: sends what is uploaded through the task's pipes (RocketRide protocol §7.3).</summary>
internal static class DataRoutes
{
    private const string MultipartType = "multipart/form-data";

    public static IEnumerable<Route> Routes =>
    [
        new("POST", "/task/data", DataAsync),
        new("POST", "/webhook", DataAsync),
        new("PUT", "/task/process", DataAsync),
    ];

    private static async Task<HttpAnswer> DataAsync(HttpCall call)
    {
        var errors = new ValidationErrors();
        errors.RequireAuthorization(call.Request);
        if (errors.Any)
            return errors.ToAnswer();

        using PrivateClient client = call.Connect();
        var sender = new ObjectSender(client, call.Query["token"], call.Context.RequestAborted);
        try
        {
            return Envelope.Ok(await SendAsync(call, sender).ConfigureAwait(false));
        }
        catch (MultipartException broken)
        {
            return Envelope.Failure(new HandlerFailure($"400: {broken.Message}", "requests.py", 1));
        }
    }

    private static async Task<JsonObject> SendAsync(HttpCall call, ObjectSender sender)
    {
        if (MediaType.Of(call.Request.ContentType) != MultipartType)
            return DataResult.Of(await sender.SendAsync([RawBody.Read(call.Request)]).ConfigureAwait(false));

        using MultipartForm form = await MultipartForm.ReadAsync(call.Request, call.Context.RequestAborted).ConfigureAwait(false);
        return DataResult.Of(await sender.SendAsync(form.ToObjects()).ConfigureAwait(false));
    }
}

using System.Net.Http.Headers;

namespace RocketControl.Client.Emulator.Tests.Http;

/// <summary>Plain clients of an emulator: no redirects, no retries, ten seconds at most.</summary>
internal static class HttpTestClient
{
    public static HttpClient Create(RocketRideEmulator server, string? key = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = server.Endpoint,
            Timeout = TimeSpan.FromSeconds(10),
        };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}

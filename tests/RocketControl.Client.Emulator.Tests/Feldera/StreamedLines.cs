using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Feldera;

/// <summary>An answer whose body is read line by line while it comes in.</summary>
internal sealed class StreamedLines : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private StreamedLines(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _reader = new StreamReader(body);
    }

    public static async Task<StreamedLines> OpenAsync(FelderaSession session, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        HttpResponseMessage response = await session.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.That((int)response.StatusCode, Is.EqualTo(200));
        return new StreamedLines(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next line, null at the end.</summary>
    public async Task<string?> NextAsync()
    {
        using var deadline = new CancellationTokenSource(RawClient.Deadline);
        return await _reader.ReadLineAsync(deadline.Token);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }
}

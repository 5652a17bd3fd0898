namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>What calls of several transports do with what they get.</summary>
internal static class MatrixSteps
{
    public static async Task<T?> FirstAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var item in items)
            return item;
        return default;
    }

    public static async Task<IReadOnlyList<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items)
            all.Add(item);
        return all;
    }

    public static async Task<RunState?> FirstStateAsync(MatrixScene scene) =>
        (await FirstAsync(scene.Client.WatchAsync(scene.Run)) as RunStatusChanged)?.Status.State;

    public static async Task<long> LengthAsync(Stream stream)
    {
        var buffer = new byte[4096];
        var length = 0L;
        while (await stream.ReadAsync(buffer) is > 0 and var read)
            length += read;
        return length;
    }
}
